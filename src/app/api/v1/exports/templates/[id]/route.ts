import { deleteTemplate } from '#src/features/exports/templates/commands/delete.ts'
import { updateTemplate } from '#src/features/exports/templates/commands/update.ts'
import { getTemplate } from '#src/features/exports/templates/queries/get.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

const headers = ({ version }: { version: number }) => ({ ETag: `"${version}"` })

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getTemplate, { headers }),
  PUT: route(updateTemplate, { headers }),
  DELETE: route(deleteTemplate),
})
