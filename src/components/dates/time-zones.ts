interface Choice {
  value: string
  label: string
}

/** Every zone of the browser and these, called by city and region: `New York (America)`. */
export function timeZones(extra: string[]): Choice[] {
  const zones = new Set(['UTC', ...extra, ...Intl.supportedValuesOf('timeZone')])
  return [...zones].map((value) => ({ value, label: labelOf(value) }))
}

/** The choices that hold every typed word, in any order; `new york`, `America/New_York` and `sao` are found. */
export function findZones<T>(choices: readonly T[], search: string): T[] {
  const words = plain(search).split(' ').filter(Boolean)
  return choices.filter((choice) => {
    const { value, label } = choice as Partial<Choice>
    const text = plain(`${value} ${label}`)
    return words.every((word) => text.includes(word))
  })
}

function labelOf(zone: string): string {
  const parts = zone.replaceAll('_', ' ').split('/')
  const city = parts.pop()!
  return parts.length === 0 ? city : `${city} (${parts.join(', ')})`
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[_/(),-]+/g, ' ')
    .replace(/\s+/g, ' ')
}
