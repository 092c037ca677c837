const key = 'waybill-exports-list'

/** Remembers in this tab which list was shown last. */
export function rememberList(href: string): void {
  try {
    sessionStorage.setItem(key, href)
  } catch {
    // Storage is switched off: the way back leads to the whole list.
  }
}

/** The list that this tab showed last. */
export function listAddress(): string {
  try {
    const href = sessionStorage.getItem(key) ?? ''
    return /^\/exports(\?|$)/.test(href) ? href : '/exports'
  } catch {
    return '/exports'
  }
}
