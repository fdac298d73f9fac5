/** The demo's controls: the same forms, sent without leaving the page, so that the panes change in place. */

const LAST = 4;
const BASE_PACE_MS = 3_600;
let speed = 1;
let playing = 0;

const form = () => document.querySelector<HTMLFormElement>("#controls")!;
const story = () => form().querySelector("select")!.value;
const position = () => Number(document.querySelector<HTMLElement>("#strip")?.dataset.position ?? 0);

/** Asks the server for a step, and shows the page that it answers. */
async function moveTo(step: number): Promise<void> {
  const body = new URLSearchParams({ story: story(), position: String(step) });
  const response = await fetch(form().action, { method: "POST", body });
  show(new DOMParser().parseFromString(await response.text(), "text/html"));
}

function show(page: Document): void {
  for (const id of ["strip", "record", "moment", "problem"]) {
    const fresh = page.getElementById(id);
    if (fresh) document.getElementById(id)?.replaceWith(fresh);
  }
  for (const frame of document.querySelectorAll<HTMLIFrameElement>("iframe[id]")) {
    const src = page.querySelector(`#${frame.id}`)?.getAttribute("src");
    if (src && src !== frame.getAttribute("src")) replaceFrame(frame, src);
  }
  dress();
}

/** Loads the new page behind the old one, and shows it when it is there, so that nothing flashes. */
function replaceFrame(frame: HTMLIFrameElement, src: string): void {
  for (const waiting of frame.parentElement?.querySelectorAll("iframe[data-waiting]") ?? []) waiting.remove();
  const next = frame.cloneNode() as HTMLIFrameElement;
  next.src = src;
  next.dataset.waiting = "";
  next.removeAttribute("id");
  next.addEventListener("load", () => {
    delete next.dataset.waiting;
    next.id = frame.id;
    frame.remove();
  });
  frame.after(next);
}

async function play(): Promise<void> {
  const mine = ++playing;
  dress();
  const wait = () => new Promise((resolve) => setTimeout(resolve, BASE_PACE_MS / speed));
  if (position() >= LAST) await moveTo(0);
  for (let step = position() + 1; step <= LAST && mine === playing; step++) {
    await moveTo(step);
    if (step < LAST) await wait();
  }
  if (mine === playing) stop();
}

function stop(): void {
  playing++;
  playingNow = false;
  dress();
}

let playingNow = false;

/** The buttons say what they do now. */
function dress(): void {
  const button = form().querySelector<HTMLButtonElement>("[data-go=play]")!;
  const label = playingNow ? button.dataset.stop : position() >= LAST ? button.dataset.again : button.dataset.play;
  button.querySelector("span")!.textContent = label ?? "";
  const pace = form().querySelector<HTMLButtonElement>("[data-go=speed]")!;
  pace.hidden = false;
  pace.textContent = `${speed}×`;
  pace.setAttribute("aria-label", (pace.dataset.label ?? "").replace("{}", String(speed)));
}

form().addEventListener("submit", (event) => {
  event.preventDefault();
  const go = (event.submitter as HTMLButtonElement | null)?.dataset.go;
  if (go === "play" && !playingNow) {
    playingNow = true;
    void play().catch(stop);
    return;
  }
  stop();
  if (go === "previous") void moveTo(Math.max(position() - 1, 0));
  if (go === "next") void moveTo(Math.min(position() + 1, LAST));
});
form()
  .querySelector("select")!
  .addEventListener("change", () => {
    stop();
    void moveTo(0);
  });
form()
  .querySelector("[data-go=speed]")!
  .addEventListener("click", () => {
    speed = speed === 1 ? 2 : 1;
    dress();
  });
dress();
