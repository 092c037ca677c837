export type JsonValue = string | number | boolean | null | object

const tokens = /\\.|"|-?\d[\d.e+-]*/gi

/** JSON as values; a number that a double would change is its text. */
export function jsonValue(json: string): JsonValue {
  let isInText = false
  const exact = json.replace(tokens, (token) => {
    if (token === '"') isInText = !isInText
    const isNumber = !isInText && token !== '"'
    return isNumber && !isDouble(token) ? `"${token}"` : token
  })
  return JSON.parse(exact)
}

/** Whether reading the number and writing it again keeps its value. */
function isDouble(number: string): boolean {
  return scientific(number) === scientific(String(Number(number)))
}

/** A decimal as one integer without zeros at its ends and a power of ten, so that equal numbers are equal texts. */
function scientific(number: string): string | undefined {
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(number)
  if (!parts) return undefined
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts
  const digits = (whole + fraction).replace(/^0+/, '')
  const ending = /(?<!0)0+$/.exec(digits)?.[0].length ?? 0
  if (digits === '') return '0'
  return `${sign}${digits.slice(0, digits.length - ending)}e${Number(exponent) - fraction.length + ending}`
}
