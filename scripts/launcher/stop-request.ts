/**
 * Ctrl-C, SIGTERM, a closed terminal, or the end of the process that handed over to this one ask to
 * stop; asked again later, `abandon` is called. npm passes a Ctrl-C on that the terminal has sent
 * already, so a second request within a second is the first one's echo.
 */
export function listenForStop(abandon: () => void): AbortController {
  const stop = new AbortController()
  let asked = 0
  function request(): void {
    if (asked === 0) {
      asked = Date.now()
      console.log('\nStopping ... (Ctrl-C again stops at once)')
      stop.abort()
    } else if (Date.now() - asked > 1_000) {
      abandon()
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, request)
  process.once('disconnect', request)
  process.channel?.unref()
  process.once('uncaughtException', (error) => stop.abort(error))
  // With the terminal gone nobody reads, and stopping in order matters more.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  return stop
}
