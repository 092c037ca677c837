/** How many decimal places amounts of a currency have: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions()
  return maximumFractionDigits ?? 2
}

const priceScale = 4

/** A decimal as a whole number of its last place; digits behind that place are cut off. */
function unscaled(decimal: string, scale: number): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.')
  return BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0'))
}

function scaled(value: bigint, scale: number): string {
  if (scale === 0) return String(value)
  const digits = String(value).padStart(scale + 1, '0')
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** Price by quantity, exact to four decimal places. Prices and quantities are not negative. */
export function lineAmount({ price, quantity }: { price: string; quantity: number }): string {
  return scaled(unscaled(price, priceScale) * BigInt(quantity), priceScale)
}

/** The sum of the exact amounts, rounded once, half up, to the minor unit of the currency. */
export function totalOf(lines: { price: string; quantity: number }[], currency: string): string {
  const sum = lines.reduce((total, line) => total + unscaled(lineAmount(line), priceScale), 0n)
  const digits = minorDigits(currency)
  const unit = 10n ** BigInt(priceScale - digits)
  return scaled((sum + unit / 2n) / unit, digits)
}

/** A stored amount with as many decimal places as its currency has. */
export function inCurrency(amount: string, currency: string): string {
  const digits = minorDigits(currency)
  return scaled(unscaled(amount, digits), digits)
}

/** Whether one amount is larger than another. */
export function exceeds(amount: string, limit: string): boolean {
  return unscaled(amount, priceScale) > unscaled(limit, priceScale)
}
