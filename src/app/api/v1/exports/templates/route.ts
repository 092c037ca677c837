import { createTemplate } from '#src/features/exports/templates/commands/create.ts'
import { listTemplates } from '#src/features/exports/templates/queries/list.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listTemplates),
  POST: route(createTemplate, {
    status: 201,
    headers: ({ links }) => ({ Location: links.self }),
  }),
})
