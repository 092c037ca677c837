'use client'

interface Props {
  error: Error & { digest?: string }
  retry: () => void
}

/** Shown when the layout itself failed, so it leans on nothing: no theme, no providers. */
export default function GlobalError({ error, retry }: Props) {
  return (
    <html lang="en">
      <head>
        <title>Something went wrong · Waybill</title>
        <meta name="color-scheme" content="light dark" />
      </head>
      <body
        style={{
          fontFamily: 'system-ui, sans-serif',
          maxWidth: '34rem',
          margin: '15vh auto',
          padding: '0 1rem',
        }}
      >
        <main>
          <h1 style={{ fontSize: '1.4rem' }}>Something went wrong</h1>
          <p>
            None of your data was changed. Try again; if it keeps happening, give your administrator the
            reference below.
          </p>
          {error.digest ? <p>Reference: {error.digest}</p> : null}
          <button type="button" onClick={() => retry()}>
            Try again
          </button>
        </main>
      </body>
    </html>
  )
}
