const names: Record<string, string> = { search: 'q', services: 'service' }

/** The parameter of a list that a path of its dataset's request stands for. */
export function parameterOf(path: string): string {
  const [, key = path] = /^filters\.([a-z_]+)/.exec(path) ?? []
  return names[key] ?? key
}
