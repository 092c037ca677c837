/** The parameter of a list that a path of its dataset's request stands for; its days begin with that word. */
export function parameterOf(day: 'created' | 'delivered'): (path: string) => string {
  const names: Record<string, string> = { search: 'q', date_from: `${day}_after`, date_to: `${day}_before` }
  return (path) => {
    const [, key = path] = /^filters\.([a-z_]+)/.exec(path) ?? []
    return names[key] ?? key
  }
}
