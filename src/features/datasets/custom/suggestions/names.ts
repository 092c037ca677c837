import type { Audience } from '../definition/schema.ts'

const secret = /passw(or)?d|passphrase|(^|_)(pwd|pass|secret|salt|pin|cvv|cvc)(_|$)|private_?key|secret_?key/
const sensitive =
  /e?mail|phone|mobile|(^|_)(tel|fax|iban|bic|swift|ssn|dob|token|pay)(_|$)|passport|tax_?(id|no|number)|account_?n(o|umber)|card_?n(o|umber)|salary|wage|bonus|birth|token|api_?key/

/** Never offered, whoever asks: nothing good comes of passwords in a file. */
export function isSecret(name: string): boolean {
  return secret.test(snake(name))
}

/** Pay, bank, personal data and keys are for admins until somebody decides otherwise. */
export function audienceOf(name: string): Audience {
  return sensitive.test(snake(name)) ? 'admins' : 'everyone'
}

/** The comment where it is a short line, else the name in words. */
export function labelOf(name: string, comment: string | null): string {
  const line = comment?.trim() ?? ''
  if (line !== '' && line.length <= 60 && !/\p{Cc}/u.test(line)) return line
  const words = snake(name)
    .replaceAll(/[_\s]+/g, ' ')
    .trim()
    .replace(/\bid\b/, 'ID')
  const label = words === '' ? name : words.charAt(0).toUpperCase() + words.slice(1)
  return label.replaceAll(/\p{Cc}/gu, ' ').trim() || 'Column'
}

/** Keys from names, each once: letters, digits and underscores, whatever alphabet the name is in. */
export function keysOf(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name, index) => {
    const plain = slug(name) || `column_${index + 1}`
    const key = freeKey(plain, taken)
    taken.add(key)
    return key
  })
}

/** The key, with a number where another column has it. */
export function freeKey(usual: string, taken: ReadonlySet<string>): string {
  let key = usual
  for (let number = 2; taken.has(key); number += 1) key = `${usual.slice(0, 58)}_${number}`
  return key
}

/** Empty where no letter is left. */
export function slug(name: string): string {
  return snake(name)
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[_0-9]+|_+$/g, '')
    .slice(0, 60)
}

/** `orderDate` is `order_date`. */
function snake(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase()
}
