// A button with a panel below it: saved views and exports.
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useId, useRef, useState } from "preact/hooks";
import { download } from "./download";
import { dropView, saveView, tell, views } from "./byhand";
import { readEvidence } from "./evidence";
import { chosenWords } from "./facets";
import { toHash } from "./hash";
import { counted, t, type Word } from "./i18n";
import { chartPng, chartSvg } from "./picture";
import { printShown } from "./print";
import { ordered, result, store } from "./state";
import { toCsv, toJson } from "./tables";

function Menu({ word, children }: { word: Word; children: (close: () => void) => ComponentChildren }) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const close = (): void => {
    setOpen(false);
    box.current?.querySelector("button")?.focus();
  };
  useLayoutEffect(() => {
    if (!open) return;
    box.current!.querySelector<HTMLElement>(".menu-panel input, .menu-panel button")?.focus();
    const away = (event: Event): void => { if (!box.current!.contains(event.target as Node)) setOpen(false); };
    document.addEventListener("pointerdown", away);
    return () => document.removeEventListener("pointerdown", away);
  }, [open]);
  return (
    <div
      class="menu" ref={box}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open) return;
        event.stopPropagation();
        close();
      }}
      onFocusOut={(event) => {
        const next = event.relatedTarget as Node | null;
        if (next && !box.current!.contains(next)) setOpen(false);
      }}
    >
      <button type="button" class="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>{t(word)}</button>
      {open && <div class="menu-panel" id={id} role="group" aria-label={t(word)}>{children(close)}</div>}
    </div>
  );
}

/** The link, copied; where the clipboard is closed, in a field to copy it from. */
export function CopyLink({ hash, label }: { hash?: string; label?: string }) {
  const [done, setDone] = useState("");
  const address = (): string => (hash === undefined ? location.href : `${location.href.replace(/#.*/, "")}#${hash}`);
  const copy = (): void => {
    const failed = (): void => setDone("failed");
    if (!navigator.clipboard) return failed();
    navigator.clipboard.writeText(address()).then(() => {
      setDone("yes");
      setTimeout(() => setDone(""), 1500);
    }, failed);
  };
  if (done === "failed") {
    return (
      <input
        class="field" readOnly value={address()} aria-label={t("copyBelow")} title={t("copyBelow")}
        ref={(field) => { field?.focus(); field?.select(); }} onBlur={() => setDone("")}
      />
    );
  }
  return <button type="button" class="button" aria-label={label} onClick={copy}>{t(done ? "copied" : "copyLink")}</button>;
}

export function Views() {
  const [name, setName] = useState("");
  const save = (): void => {
    if (!name.trim()) return;
    saveView(name.trim(), toHash());
    setName("");
  };
  return (
    <Menu word="views">
      {(close) => (
        <>
          <p class="dim">{t("viewsHint")}</p>
          <div class="form-line">
            <input
              class="field" value={name} placeholder={t("viewName")} aria-label={t("viewName")} autocomplete="off"
              onInput={(event) => setName(event.currentTarget.value)} onKeyDown={(event) => { if (event.key === "Enter") save(); }}
            />
            <button type="button" class="button primary" disabled={!name.trim()} onClick={save}>{t("viewSave")}</button>
          </div>
          <ul class="views">
            {views.value.map((view) => (
              <li key={view.name}>
                <button type="button" class="link" dir="auto" onClick={() => { location.hash = view.view; close(); }}>{view.name}</button>
                <CopyLink hash={view.view} label={`${t("viewCopy")}: ${view.name}`} />
                <button type="button" class="button" aria-label={`${t("viewDrop")}: ${view.name}`} onClick={() => dropView(view)}>×</button>
              </li>
            ))}
          </ul>
          {!views.value.length && <p class="dim">{t("viewsNone")}</p>}
          <CopyLink />
        </>
      )}
    </Menu>
  );
}

const title = (): string => store.value.title ?? t("app");

function picture(): string {
  const said = [counted(result.value.events.length, "eventOne", "eventMany"), ...chosenWords()];
  return chartSvg(title(), said.join(" · "));
}

const EXPORTS: [Word, () => Promise<void> | void][] = [
  ["exportTable", async () => {
    const events = ordered.value;
    await readEvidence(store.value, events);
    // Spreadsheets know the encoding by the mark at the start.
    download("events.csv", `\ufeff${toCsv(store.value, events)}`, "text/csv;charset=utf-8");
  }],
  ["exportJson", async () => {
    const events = ordered.value;
    await readEvidence(store.value, events);
    download("events.json", toJson(store.value, events));
  }],
  ["exportSvg", () => download("timeline.svg", picture(), "image/svg+xml")],
  ["exportPng", async () => download("timeline.png", await chartPng(picture()))],
  ["exportPrint", printShown],
];

export function Exports() {
  return (
    <Menu word="export">
      {(close) => (
        <>
          <p class="dim">{t("exportHint")} {counted(result.value.events.length, "eventOne", "eventMany")}</p>
          {EXPORTS.map(([word, run]) => (
            <button
              type="button" class="menu-item" key={word}
              onClick={() => {
                close();
                void Promise.resolve().then(run).then(
                  () => { if (word !== "exportPrint") tell(t("exportDone")); },
                  (error: unknown) => tell(`${t("exportFailed")} ${error instanceof Error ? error.message : ""}`),
                );
              }}
            >{t(word)}</button>
          ))}
        </>
      )}
    </Menu>
  );
}
