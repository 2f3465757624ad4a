/**
 * Where to go after signing in. Only a path of our own is taken: an address of elsewhere in a link would lead people who
 * have just typed their password to a page that looks like ours.
 */
const HOME = "/playground";

/** The path asked for, or the playground for anything that is not plainly ours. */
export function ownPath(asked: string | null, origin: string): string {
  if (asked === null || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(asked)) return HOME;
  if (!URL.canParse(asked, origin)) return HOME;
  const { origin: there, pathname, search, hash } = new URL(asked, origin);
  // Signing in again, or ending the session, is no place to go to. A path may turn into `//elsewhere` once its dots are gone.
  const isOurs = there === origin && !pathname.startsWith("//") && !/^\/(sign-in|session)(\/|$)/.test(pathname);
  return isOurs ? `${pathname}${search}${hash}` : HOME;
}
