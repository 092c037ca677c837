/** The first language of an Accept-Language header that numbers can be written in. */
export function preferredLocale(acceptLanguage: string | null): string {
  const wanted = (acceptLanguage ?? '').split(',').map((part) => part.split(';')[0]!.trim())
  return wanted.find(isLocale) ?? 'en-GB'
}

function isLocale(name: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(name).length > 0
  } catch {
    return false
  }
}
