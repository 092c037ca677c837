import { getErrorFile } from '#src/features/imports/queries/get-error-file.ts'
import { endpoints, route } from '#src/lib/http/route.ts'
import { sendStored } from '#src/lib/http/send-stored.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(getErrorFile, {
    respond: ({ key, file_name }) =>
      sendStored(key, { name: file_name, mediaType: 'text/csv; charset=utf-8' }),
  }),
})
