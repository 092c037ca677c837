/** `12.5` at scale 4 is 125000n: decimals as whole units, so that nothing is rounded. */
export function toUnits(text: string, scale: number): bigint {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.')
  if (fraction.length > scale) throw new Error(`${text} has more than ${scale} decimal places`)
  const units = BigInt(whole + fraction.padEnd(scale, '0'))
  return text.startsWith('-') ? -units : units
}

export function fromUnits(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  return `${units < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

export function divideExactly(dividend: bigint, divisor: bigint): bigint {
  if (dividend % divisor !== 0n) throw new Error(`${dividend} is not a multiple of ${divisor}`)
  return dividend / divisor
}

/** Ten-thousandths as hundredths, halves away from zero. */
export function roundToCents(units: bigint): bigint {
  return (units + (units < 0n ? -50n : 50n)) / 100n
}
