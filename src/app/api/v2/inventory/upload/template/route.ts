import { getTemplate } from '#src/features/imports/queries/get-template.ts'
import { templateFile } from '#src/features/imports/templates/file.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getTemplate, { respond: templateFile }),
})
