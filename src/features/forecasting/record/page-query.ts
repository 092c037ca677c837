/** The page that an address names; what nobody understands of it is the first one. */
export function readPageNumber(parameters: Record<string, string | string[] | undefined>): number {
  const page = Number([parameters.page].flat()[0] ?? 1)
  return Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1
}
