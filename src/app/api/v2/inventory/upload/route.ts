import { uploadImport } from '#src/features/imports/commands/upload.ts'
import { listImports } from '#src/features/imports/queries/list.ts'
import { maxFileBytes } from '#src/features/imports/schema.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listImports),
  POST: route(uploadImport, {
    status: 201,
    headers: ({ links }) => ({ Location: links.self! }),
    takesFile: maxFileBytes,
  }),
})
