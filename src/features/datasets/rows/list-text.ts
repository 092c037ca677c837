export const pageSizes = [10, 25, 50, 100] as const
export const usualPageSize = 25

/** Undefined for what is not a JSON object. */
export function parsedFilters(text: string): Record<string, unknown> | undefined {
  try {
    const values: unknown = JSON.parse(text)
    const isObject = typeof values === 'object' && values !== null && !Array.isArray(values)
    return isObject && !Object.hasOwn(values, '__proto__') ? (values as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

export function parsedSort(text: string): { column: string; direction: 'asc' | 'desc' }[] {
  return text.split(',').map((part) => {
    const [column = '', direction] = part.split(':')
    return { column, direction: direction?.toLowerCase() === 'desc' ? 'desc' : 'asc' }
  })
}
