import { createForecast } from '#src/features/forecasting/commands/create.ts'
import { listForecasts } from '#src/features/forecasting/queries/list.ts'
import { endpoints, route } from '#src/lib/http/route.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoints({
  GET: route(listForecasts),
  POST: route(createForecast, { status: 202, headers: ({ links }) => ({ Location: links.self }) }),
})
