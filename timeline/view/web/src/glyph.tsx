// The mark of an event as in the chart: its status by shape, its kind by colour.

export function Glyph(props: { status: number; quad: number; size?: number }) {
  const size = props.size ?? 14;
  const name = `glyph q${props.quad}`;
  const common = { class: name, width: size, height: size, viewBox: "0 0 14 14", "aria-hidden": true };
  switch (props.status) {
    case 1:
      return <svg {...common}><path class="open" d="M7 1.8 12.2 7 7 12.2 1.8 7Z" /></svg>;
    case 2:
      return (
        <svg {...common}>
          <circle class="open" cx="7" cy="7" r="4.8" />
          <circle class="full" cx="7" cy="7" r="1.6" />
        </svg>
      );
    case 3:
      return <svg {...common}><path class="cross" d="M3 3 11 11M11 3 3 11" /></svg>;
    case 4:
      return <svg {...common}><rect class="open" x="2.4" y="2.4" width="9.2" height="9.2" /></svg>;
    default:
      return <svg {...common}><circle class="full" cx="7" cy="7" r="5" /></svg>;
  }
}
