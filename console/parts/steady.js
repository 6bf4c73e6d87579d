// However often it is asked for, a fetch runs once at a time, a moment later, and once more if asked meanwhile.
export function steady(work, { pause, onResult }) {
  let running = false;
  let wanted = false;
  let timer = null;

  async function run() {
    timer = null;
    running = true;
    wanted = false;
    try {
      await work();
      onResult(null);
    } catch (trouble) {
      onResult(trouble);
    } finally {
      running = false;
      if (wanted) ask();
    }
  }

  function ask() {
    wanted = true;
    if (!running && timer === null) timer = setTimeout(run, pause);
  }

  return ask;
}
