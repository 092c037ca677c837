import { createDownloadLink } from '#src/features/exports/downloads/service.ts'
import { forBrowsers } from '#src/lib/http/for-browsers.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: forBrowsers(
    route(createDownloadLink, {
      respond: ({ download_url, redirect }) =>
        redirect ? new Response(null, { status: 303, headers: { Location: download_url } }) : undefined,
    }),
    '/download-problem',
  ),
})
