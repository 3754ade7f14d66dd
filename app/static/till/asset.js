/** Files that scripts ask for by themselves. Scripts stand one folder below static/, built or not. */

/** The address of a file below static/: asset("img/icons.svg"). */
export function asset(path) {
  return new URL(`../${path}`, import.meta.url).pathname;
}
