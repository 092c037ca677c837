/** What a cell keeps of a text: neither the spaces around it nor how its lines end. */
export function cellText(text: string): string {
  return text.normalize('NFC').replaceAll(/\r\n?/g, '\n').trim()
}

/** Whether two texts are the same as far as cells keep them. */
export function isSameText(one: string, other: string): boolean {
  return cellText(one) === cellText(other)
}
