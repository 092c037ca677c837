/** How many digits a currency has behind the point. */
export function digitsOf(currency: string): number {
  try {
    const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    return options.maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}

/** Minor units as a decimal number in text: 1250 EUR is "12.50". */
export function toDecimal(minorUnits: number, currency: string): string {
  const digits = digitsOf(currency)
  const text = String(Math.abs(minorUnits)).padStart(digits + 1, '0')
  const sign = minorUnits < 0 ? '-' : ''
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** What somebody typed as an amount, in minor units; undefined where it is no amount of the currency. */
export function toMinorUnits(text: string, currency: string): number | undefined {
  const digits = digitsOf(currency)
  const match = /^(\d{1,12})(?:[.,](\d+))?$/.exec(text.trim())
  if (!match || (match[2] ?? '').length > digits) return undefined
  return Number(`${match[1]}${(match[2] ?? '').padEnd(digits, '0')}`)
}

/** What one piece costs, to four decimal places and rounded down, so that the pieces never come to more than that. */
export function pricePerPiece(minorUnits: number, quantity: number, currency: string): string {
  const scale = 4
  const unscaled = (BigInt(minorUnits) * 10n ** BigInt(scale - digitsOf(currency))) / BigInt(quantity)
  const text = String(unscaled).padStart(scale + 1, '0')
  return `${text.slice(0, -scale)}.${text.slice(-scale)}`
}
