/** The sign-in page, which comes back to what this tab shows now, filters and form included. */
export function signInHref(): string {
  if (typeof window === 'undefined') return '/sign-in'
  const { pathname, search } = window.location
  return `/sign-in?callbackUrl=${encodeURIComponent(pathname + search)}`
}
