import type { CreateExportInput } from '../../../record/schema.ts'

/** The same export as one call of the API, ready to paste into a shell. */
export function curlOf(appUrl: string, request: CreateExportInput): string {
  const body = JSON.stringify(request, null, 2).replaceAll("'", "'\\''")
  return [
    `curl -X POST ${appUrl}/api/v1/exports \\`,
    '  -H "Authorization: Bearer $WAYBILL_API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '${body}'`,
    '',
  ].join('\n')
}
