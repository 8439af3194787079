"use strict";
// The player and the list of shots follow each other. Without this script the page still shows
// everything; only the jumps are missing.
(() => {
  const film = document.querySelector("video");
  const shots = [...document.querySelectorAll("[data-start]")];
  if (!film || !shots.length) return;
  const start = (shot) => Number(shot.dataset.start);
  const jump = (shot) => {
    film.currentTime = start(shot) + 0.001;
    film.play().catch(() => {});
  };
  const strip = document.querySelector(".strip");
  const ticks = shots.map((shot) => {
    const tick = document.createElement("button");
    tick.type = "button";
    tick.title = shot.dataset.name;
    tick.setAttribute("aria-label", "Go to shot " + shot.dataset.name);
    tick.style.flexGrow = shot.dataset.length;
    tick.addEventListener("click", () => jump(shot));
    strip.append(tick);
    return tick;
  });
  for (const shot of shots) {
    const frame = shot.querySelector(".frame");
    frame.disabled = false;
    frame.addEventListener("click", () => jump(shot));
  }
  let current = -1;
  const follow = () => {
    let now = 0;
    while (now + 1 < shots.length && start(shots[now + 1]) <= film.currentTime) now += 1;
    if (now === current) return;
    for (const list of [shots, ticks]) {
      if (current >= 0) list[current].removeAttribute("aria-current");
      list[now].setAttribute("aria-current", "true");
    }
    current = now;
  };
  film.addEventListener("timeupdate", follow);
  film.addEventListener("seeking", follow);
})();
