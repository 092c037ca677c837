/** The account number without spaces, in capital letters. */
export function compactIban(text: string): string {
  return text.replace(/\s/g, '').toUpperCase()
}

/** Whether the check digits fit: the rearranged number leaves 1 when divided by 97 (ISO 13616). */
export function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false
  const rearranged = text.slice(4) + text.slice(0, 4)
  const digits = [...rearranged].map((character) => Number.parseInt(character, 36)).join('')
  return BigInt(digits) % 97n === 1n
}
