/** The look of the page: dark and light, phone and desk, paper. Colours keep a contrast of at least 4.5 to 1 for text. */
export const styles = `
:root {
  color-scheme: light dark;
  --ground: #f6f5f2; --card: #ffffff; --ink: #1b1d21; --soft: #5a5f69; --line: #dedcd5; --code: #f1f0ec;
  --broken: #b3261e; --broken-ground: #fbeceb; --undecided: #8a5a00; --undecided-ground: #fbf3e2; --kept: #1d6b45; --accent: #1f4f8f; --none: #c9c6bd;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14161a; --card: #1c1f25; --ink: #eceae4; --soft: #a6abb5; --line: #31353d; --code: #15181d;
    --broken: #ff8a80; --broken-ground: #35201f; --undecided: #f0b651; --undecided-ground: #322815; --kept: #6fcf97; --accent: #8ab4f8; --none: #4a4f59;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main, header, footer { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2.5rem; }
a { color: var(--accent); text-underline-offset: .15em; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: .5rem 1rem; }
h1 { font-size: clamp(1.6rem, 4.5vw, 2.3rem); line-height: 1.15; letter-spacing: -.02em; margin: .2rem 0 .6rem; text-wrap: balance; }
h2 { font-size: 1.25rem; letter-spacing: -.01em; margin: 3rem 0 1rem; }
h3 { font-size: 1.1rem; line-height: 1.35; margin: 0; text-wrap: pretty; }
h4 { font-size: .95rem; margin: 1.5rem 0 .5rem; }
.eyebrow { color: var(--soft); font-size: .85rem; margin: 0; }
.lead { font-size: 1.1rem; max-width: 46rem; margin: 0; text-wrap: pretty; }
.notice { border-left: 4px solid var(--undecided); background: var(--undecided-ground); padding: .75rem 1rem; margin: 1.25rem 0; border-radius: 0 6px 6px 0; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .75rem; margin: 1.75rem 0 0; padding: 0; list-style: none; }
.figures li { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .8rem 1rem; }
.figures b { display: block; font-size: 1.9rem; line-height: 1.1; font-weight: 650; font-variant-numeric: tabular-nums; letter-spacing: -.02em; }
.figures span { color: var(--soft); font-size: .85rem; }
.figures .bad b { color: var(--broken); } .figures .good b { color: var(--kept); } .figures .open b { color: var(--undecided); }
.course { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.1rem; margin: .75rem 0 0; display: flex; flex-wrap: wrap; gap: 1rem 2rem; align-items: flex-end; }
.course .plot { min-width: 11rem; max-width: 100%; } .course .plot p { display: flex; justify-content: space-between; gap: 1rem; margin: .4rem 0 0; color: var(--soft); font-size: .8rem; font-variant-numeric: tabular-nums; }
.course figcaption { flex: 1 1 14rem; } .course figcaption p { margin: 0 0 .3rem; }
svg { display: block; max-width: 100%; } svg.runs { height: auto; max-height: 72px; }
svg .broken { fill: var(--broken); } svg .undecided { fill: var(--undecided); } svg .kept { fill: var(--kept); } svg .none { fill: var(--none); }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; margin: 0; padding: 0; list-style: none; color: var(--soft); font-size: .85rem; }
.legend i { display: inline-block; width: .7rem; height: .7rem; border-radius: 2px; margin-right: .4rem; }
.contents { margin: 0; padding: 0; list-style: none; border-top: 1px solid var(--line); }
.contents li { border-bottom: 1px solid var(--line); }
.contents a { display: grid; grid-template-columns: 9.5rem 1fr; gap: .25rem 1rem; padding: .65rem 0; color: inherit; text-decoration: none; }
.contents a:hover span { text-decoration: underline; }
.contents code { background: none; padding: 0; color: var(--soft); }
.contents small { grid-column: 2; color: var(--soft); font-size: .85rem; overflow-wrap: anywhere; }
.card { background: var(--card); border: 1px solid var(--line); border-top: 4px solid var(--broken); border-radius: 10px; padding: 1.4rem 1.5rem 1.6rem; margin: 1.25rem 0; }
.card.warn, .card.known { border-top-color: var(--undecided); }
.meta { display: flex; flex-wrap: wrap; gap: .2rem .9rem; color: var(--soft); font-size: .85rem; margin: 0 0 .5rem; align-items: baseline; }
.badge { font-weight: 600; color: var(--broken); } .warn .badge, .known .badge { color: var(--undecided); }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; margin: 1.1rem 0 0; }
.pair > div { border: 1px solid var(--line); border-radius: 8px; padding: .8rem 1rem; min-width: 0; }
.pair .came { background: var(--broken-ground); border-color: transparent; } .warn .pair .came, .known .pair .came { background: var(--undecided-ground); }
.pair dt { font-size: .8rem; color: var(--soft); margin: 0 0 .2rem; } .pair dd { margin: 0; } .pair p { margin: 0; overflow-wrap: anywhere; } .pair p + p { margin-top: .5rem; }
.occurrence + .occurrence { border-top: 1px dashed var(--line); margin-top: 1.6rem; padding-top: .4rem; }
.since { display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: center; margin: 1rem 0 0; font-size: .95rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; } caption { text-align: left; color: var(--soft); padding-bottom: .4rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem .75rem .45rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; } th { font-weight: 600; color: var(--soft); white-space: nowrap; } td:not(:first-child) { min-width: 7rem; }
code, pre { font: .84rem/1.5 ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; }
code { background: var(--code); padding: .1em .35em; border-radius: 4px; overflow-wrap: anywhere; }
pre { background: var(--code); border: 1px solid var(--line); border-radius: 8px; padding: .8rem 1rem; margin: .4rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 2; }
details { margin: .6rem 0 0; } summary { cursor: pointer; padding: .25rem 0; } summary::marker { color: var(--soft); }
.exchange { margin-top: 1rem; } .exchange .facts { color: var(--soft); font-size: .85rem; margin: .1rem 0 0; overflow-wrap: anywhere; }
.plain { padding-left: 1.2rem; } .plain li { margin: .35rem 0; }
.none { color: var(--kept); font-weight: 600; }
footer { color: var(--soft); font-size: .85rem; padding: 2.5rem 1.25rem 3.5rem; } footer p { margin: .3rem 0; max-width: 46rem; }
@media (max-width: 40rem) {
  header { padding-top: 1.5rem; } main, header, footer { padding-left: 1rem; padding-right: 1rem; }
  .pair { grid-template-columns: 1fr; gap: .6rem; } .card { padding: 1.1rem 1rem 1.2rem; } .contents a { grid-template-columns: 1fr; } .contents small { grid-column: 1; }
  .findings thead { display: none; } .findings tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line); } .findings td { display: block; border: 0; padding: .1rem 0; }
  .findings td::before { content: attr(data-name) ": "; color: var(--soft); }
  .figures { grid-template-columns: repeat(auto-fit, minmax(6.5rem, 1fr)); gap: .5rem; } .figures li { padding: .7rem .8rem; }
}
@media print {
  :root { color-scheme: light; --ground: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --code: #fff; --broken: #9b1c15; --broken-ground: #fff; --undecided: #6b4600; --undecided-ground: #fff; --kept: #14532d; --accent: #000; --none: #bbb; }
  body { font-size: 10pt; } main, header, footer { max-width: none; padding-left: 0; padding-right: 0; }
  .skip { display: none; } .card { border-radius: 0; break-inside: auto; } h2, h3, h4, summary { break-after: avoid; } pre, tr, .pair { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; } a[href^="http"]::after { content: " (" attr(href) ")"; color: #444; font-size: 85%; overflow-wrap: anywhere; }
}
`.trim();
