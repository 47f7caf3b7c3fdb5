// The part of plotly that the page uses; the package brings no types.
declare module "*.css";

// Made by outlines.mjs: two paths in `units` per degree, east of the meridian `cut`, south of the pole.
declare module "outlines" {
  export const units: number;
  export const cut: number;
  export const land: string;
  export const borders: string;
}

declare module "plotly.js-basic-dist-min" {
  export type Trace = Record<string, unknown>;
  export type Layout = Record<string, unknown>;
  export interface PlotPoint {
    customdata?: unknown;
    data: Trace;
    pointNumber: number;
    bbox?: { x0: number; x1: number; y0: number; y1: number };
  }
  export interface PlotElement extends HTMLElement {
    on(event: string, handler: (data: any) => void): void;
    removeAllListeners(event?: string): void;
  }
  export function react(
    element: HTMLElement,
    data: Trace[],
    layout: Layout,
    config?: Record<string, unknown>,
  ): Promise<PlotElement>;
  export function purge(element: HTMLElement): void;
  const plotly: { react: typeof react; purge: typeof purge };
  export default plotly;
}
