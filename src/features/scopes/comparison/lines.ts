import type { Comparison } from './schema.ts'

type Line = Comparison['lines'][number]

/**
 * Two texts side by side, line by line: a longest common subsequence is the same, and what was removed and added
 * between two common lines stands side by side as changed. Takes time and memory for lines x lines of what differs.
 */
export function compareLines(before: string, after: string): Line[] {
  const [from, to] = [linesOf(before), linesOf(after)]
  const head = countWhile(Math.min(from.length, to.length), (index) => from[index] === to[index])
  const rest = Math.min(from.length, to.length) - head
  const tail = countWhile(rest, (index) => from.at(-1 - index) === to.at(-1 - index))
  const [fromEnd, toEnd] = [from.length - tail, to.length - tail]
  const common = commonLines(from.slice(head, fromEnd), to.slice(head, toEnd))
  const pairs = [
    ...Array.from({ length: head }, (_, index) => [index, index] as const),
    ...common.map(([left, right]) => [left + head, right + head] as const),
    ...Array.from({ length: tail }, (_, index) => [fromEnd + index, toEnd + index] as const),
  ]
  const lines: Line[] = []
  let [left, right] = [0, 0]
  for (const [sameLeft, sameRight] of [...pairs, [from.length, to.length] as const]) {
    for (; left < sameLeft || right < sameRight; left++, right++)
      lines.push(sideBySide(from, to, left < sameLeft ? left : -1, right < sameRight ? right : -1))
      // The shorter side ran on beside the longer one.
    ;[left, right] = [sameLeft, sameRight]
    if (left < from.length && right < to.length) lines.push(sideBySide(from, to, left++, right++))
  }
  return lines
}

export function countChanges(lines: Line[]): Comparison['counts'] {
  const counts = { same: 0, changed: 0, added: 0, removed: 0 }
  for (const { change } of lines) counts[change] += 1
  return counts
}

/** A text without lines has none, and not one that is empty. */
function linesOf(text: string): string[] {
  return text === '' ? [] : text.split('\n')
}

function countWhile(most: number, isSo: (index: number) => boolean): number {
  let count = 0
  while (count < most && isSo(count)) count += 1
  return count
}

/** An index below zero is a line that the side lacks. */
function sideBySide(from: string[], to: string[], left: number, right: number): Line {
  const before = left < 0 ? null : { number: left + 1, text: from[left]! }
  const after = right < 0 ? null : { number: right + 1, text: to[right]! }
  const change =
    before === null ? 'added' : after === null ? 'removed' : before.text === after.text ? 'same' : 'changed'
  return { change, from: before, to: after }
}

/** The places of a longest common subsequence, in order. */
function commonLines(from: string[], to: string[]): [left: number, right: number][] {
  const width = to.length + 1
  // How long the longest is that begins at each pair of places.
  const longest = new Uint16Array((from.length + 1) * width)
  for (let left = from.length - 1; left >= 0; left--)
    for (let right = to.length - 1; right >= 0; right--)
      longest[left * width + right] =
        from[left] === to[right]
          ? longest[(left + 1) * width + right + 1]! + 1
          : Math.max(longest[(left + 1) * width + right]!, longest[left * width + right + 1]!)
  const pairs: [number, number][] = []
  let [left, right] = [0, 0]
  while (left < from.length && right < to.length) {
    if (from[left] === to[right]) pairs.push([left++, right++])
    else if (longest[(left + 1) * width + right]! >= longest[left * width + right + 1]!) left += 1
    else right += 1
  }
  return pairs
}
