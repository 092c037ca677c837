import type { Replacement } from './replacement.ts'

const retrySeconds = 5

/** A page that needs no database and no script, and asks again by itself until the product is back. */
export function unavailablePage(requestId: string): Replacement {
  return {
    status: 503,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Retry-After': String(retrySeconds),
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'Referrer-Policy': 'same-origin',
    },
    body: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="${retrySeconds}">
<title>Back in a moment · Waybill</title>
<style>
body { font-family: system-ui, sans-serif; line-height: 1.5; max-width: 34rem; margin: 15vh auto; padding: 0 1rem }
h1 { font-size: 1.4rem }
small { opacity: 0.75; overflow-wrap: anywhere }
</style>
</head>
<body>
<main>
<h1>The database cannot be reached right now</h1>
<p>None of your data was changed. This page tries again every ${retrySeconds} seconds and opens as soon as the database is back.</p>
<p><small>If this continues, give your administrator the reference ${requestId}.</small></p>
</main>
</body>
</html>
`,
  }
}
