// Rest on a quote, a speaker or a cue, or tab to a speaker, and all of the same speaker lights up; a click keeps it.
(() => {
  const page = document.body;
  let kept = null;
  let lit = null;

  const light = (voice) => {
    if (voice === lit) return;
    for (const element of document.querySelectorAll(".lit")) element.classList.remove("lit");
    page.classList.toggle("one-voice", voice !== null);
    if (voice !== null)
      for (const element of document.querySelectorAll(`[data-voice="${voice}"]`)) element.classList.add("lit");
    lit = voice;
  };
  const voiceOf = (target) => target.closest?.("[data-voice]")?.dataset.voice ?? null;

  document.addEventListener("mouseover", (event) => light(voiceOf(event.target) ?? kept));
  document.addEventListener("focusin", (event) => light(voiceOf(event.target) ?? kept));
  document.addEventListener("click", (event) => {
    const voice = voiceOf(event.target);
    kept = voice === kept ? null : voice;
    light(voice ?? kept);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") light((kept = null));
  });
})();
