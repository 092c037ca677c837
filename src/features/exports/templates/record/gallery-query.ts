import { listTemplatesInput, type TemplateScope, templateScopes } from './schema.ts'

export { templateScopes }

/** What the gallery's address says; what is not understood is left out. */
export function readGalleryQuery(parameters: Record<string, string | string[] | undefined>): {
  scope: TemplateScope | undefined
  search: string
  page: number
} {
  const { scope, search, page } = listTemplatesInput.shape
  const said = (key: string) => [parameters[key]].flat()[0] || undefined
  const chosen = scope.safeParse(said('scope')).data
  return {
    scope: chosen,
    search: search.safeParse(said('search')).data ?? '',
    page: chosen ? (page.safeParse(said('page')).data ?? 1) : 1,
  }
}
