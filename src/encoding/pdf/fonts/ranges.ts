/** First and last character of each range, one after the other. */
export type Ranges = number[]

/** First and last characters of `U+0100-02BA,U+20AC`. Tens of thousands of these are read before a first page. */
export function rangesOf(list: string): Ranges {
  const ranges: number[] = []
  for (let at = 2; at < list.length; at += 3) {
    let first: number | undefined
    let last = 0
    for (; at < list.length && list[at] !== ','; at++) {
      if (list[at] !== '-') last = 16 * last + hexDigit(list.charCodeAt(at))
      else {
        first = last
        last = 0
      }
    }
    ranges.push(first ?? last, last)
  }
  return ranges
}

export function isWithin(ranges: Ranges, character: number): boolean {
  for (let at = 0; at < ranges.length; at += 2) {
    if (character >= (ranges[at] as number) && character <= (ranges[at + 1] as number)) return true
  }
  return false
}

function hexDigit(code: number): number {
  return code < 58 ? code - 48 : (code | 32) - 87
}
