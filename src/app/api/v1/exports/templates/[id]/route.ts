import { deleteTemplate } from '#src/features/exports/templates/commands/delete.ts'
import { updateTemplate } from '#src/features/exports/templates/commands/update.ts'
import { getTemplate } from '#src/features/exports/templates/queries/get.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getTemplate),
  PUT: route(updateTemplate, { ifMatch: 'optional' }),
  DELETE: route(deleteTemplate, { ifMatch: 'optional' }),
})
