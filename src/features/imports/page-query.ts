import { listImportsInput } from './schema.ts'

/** Which page an address asks for; the first where that cannot be understood. */
export function readPage(parameters: Record<string, string | string[] | undefined>): number {
  return listImportsInput.shape.page.safeParse([parameters.page].flat()[0]).data ?? 1
}
