/** The errors of a request by the path of their field, as sentences beside it. */
export function errorsByPath(errors: { path: string; message: string }[]): Record<string, string> {
  return Object.fromEntries(errors.map(({ path, message }) => [path, `It ${message}`]))
}
