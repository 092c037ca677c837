/** Sum, smallest and largest of decimal numbers in exact arithmetic, read from their digits as bytes. */

const minus = 45
const point = 46
const zero = 48
/** With 15 characters a number fits 2^53 with room to add: larger ones take the BigInt path. */
const fastLength = 15
const fastSum = 2 ** 52
const powers = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent)
const pattern = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i
const nonFinite = /^(-?Infinity|NaN)$/

/**
 * Numbers are scaled to integers by the most decimal places seen. Small ones are summed as Numbers, which are
 * exact below 2^53, and spill into a BigInt; so a million rows make a handful of BigInts.
 */
export class DecimalTotal {
  nonFinite = 0
  #scale: number
  #sum = 0
  #min = Number.POSITIVE_INFINITY
  #max = Number.NEGATIVE_INFINITY
  #bigSum = 0n
  #bigMin: bigint | undefined
  #bigMax: bigint | undefined

  /** `scale`: the decimal places that sum, min and max have at least. */
  constructor(scale: number) {
    this.#scale = scale
  }

  /** Throws when the field is no number. */
  add(bytes: Buffer, start: number, end: number): void {
    const digits = bytes[start] === minus ? start + 1 : start
    const length = end - digits
    let places = length === 0 || length > fastLength ? Number.NaN : -1
    let value = 0
    for (let at = digits; at < end; at++) {
      const byte = bytes[at] as number
      if (byte >= zero && byte <= 57) value = value * 10 + (byte - zero)
      else if (byte === point && places < 0) places = end - at - 1
      else places = Number.NaN
    }
    // Rare and odd numbers; a point must have digits on both sides.
    if (Number.isNaN(places) || places === 0 || places === length - 1) {
      this.#addText(bytes.toString('latin1', start, end))
    } else this.#addScaled(digits > start ? -value : value, places < 0 ? 0 : places)
  }

  /** Exact decimal strings, all with the same decimal places; min and max are null when there was no number. */
  result(): { sum: string; min: string | null; max: string | null } {
    this.#spill()
    const text = (value: bigint | undefined) => (value === undefined ? null : decimalText(value, this.#scale))
    return { sum: decimalText(this.#bigSum, this.#scale), min: text(this.#bigMin), max: text(this.#bigMax) }
  }

  #addScaled(digits: number, places: number): void {
    if (places > this.#scale) this.#rescale(places)
    const shift = this.#scale - places
    const value = shift === 0 ? digits : digits * (powers[shift] ?? Number.POSITIVE_INFINITY)
    if (value > fastSum || value < -fastSum || Number.isNaN(value)) {
      this.#addBig(BigInt(digits) * 10n ** BigInt(shift))
      return
    }
    this.#sum += value
    if (this.#sum > fastSum || this.#sum < -fastSum) this.#spill()
    if (value < this.#min) this.#min = value
    if (value > this.#max) this.#max = value
  }

  #addText(text: string): void {
    if (nonFinite.test(text)) {
      this.nonFinite++
      return
    }
    const parts = pattern.exec(text)
    if (!parts) throw new Error(`not a number: ${text.slice(0, 40)}`)
    const [, sign, whole, fraction = '', exponent = '0'] = parts
    const places = fraction.length - Number(exponent)
    if (places > this.#scale) this.#rescale(places)
    const digits = BigInt(`${whole}${fraction}`) * 10n ** BigInt(this.#scale - places)
    this.#addBig(sign ? -digits : digits)
  }

  #addBig(value: bigint): void {
    this.#bigSum += value
    this.#see(value)
  }

  #see(value: bigint): void {
    if (this.#bigMin === undefined || value < this.#bigMin) this.#bigMin = value
    if (this.#bigMax === undefined || value > this.#bigMax) this.#bigMax = value
  }

  #spill(): void {
    this.#bigSum += BigInt(this.#sum)
    this.#sum = 0
    if (this.#min === Number.POSITIVE_INFINITY) return
    this.#see(BigInt(this.#min))
    this.#see(BigInt(this.#max))
  }

  #rescale(scale: number): void {
    this.#spill()
    const factor = 10n ** BigInt(scale - this.#scale)
    this.#bigSum *= factor
    if (this.#bigMin !== undefined) this.#bigMin *= factor
    if (this.#bigMax !== undefined) this.#bigMax *= factor
    this.#min = Number.POSITIVE_INFINITY
    this.#max = Number.NEGATIVE_INFINITY
    this.#scale = scale
  }
}

function decimalText(value: bigint, scale: number): string {
  if (scale === 0) return String(value)
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0')
  return `${value < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}
