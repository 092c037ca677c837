interface Period {
  valid_from: string
  valid_until: string | null
}

/** Whether there is a day on which both hold. */
export function holdTogether(one: Period, other: Period): boolean {
  return one.valid_from <= endOf(other) && other.valid_from <= endOf(one)
}

/** Each price that holds on a day on which an earlier one of the same item holds too. */
export function overlaps(periods: (Period & { product_id: string })[]): { index: number; other: number }[] {
  const places = periods.map((period, index) => ({ ...period, index }))
  return [...Map.groupBy(places, ({ product_id }) => product_id).values()].flatMap((own) => {
    const found: { index: number; other: number }[] = []
    let longest: (typeof own)[number] | undefined
    for (const period of own.sort((a, b) => compare(a.valid_from, b.valid_from))) {
      if (longest && period.valid_from <= endOf(longest))
        found.push({ index: period.index, other: longest.index })
      if (!longest || endOf(period) > endOf(longest)) longest = period
    }
    return found
  })
}

function endOf({ valid_until }: Period): string {
  return valid_until ?? '9999-12-31'
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
