const anywhere = 'http://waybill.invalid'

/** A path of this site to go on to; whatever could lead elsewhere becomes the exports page. */
export function localPath(wanted: string | string[] | undefined): string {
  if (typeof wanted !== 'string' || !URL.canParse(wanted, anywhere)) return '/exports'
  const url = new URL(wanted, anywhere)
  const isLocal = wanted.startsWith('/') && url.origin === anywhere
  return isLocal && !url.pathname.startsWith('/sign-in') ? `${url.pathname}${url.search}` : '/exports'
}
