// Preloaded into the web and worker processes: when the launcher is gone, however it went, they end too.
// The variable is dropped at once, so that processes they fork themselves do not act on it.
if (process.env.WAYBILL_DIES_WITH_PARENT) {
  delete process.env.WAYBILL_DIES_WITH_PARENT
  if (process.connected) process.once('disconnect', end)
  else end()
  process.channel?.unref()
}

function end() {
  setTimeout(killGroup, 10_000).unref()
  process.kill(process.pid, 'SIGTERM')
}

/** The launcher made this process the head of its group. */
function killGroup() {
  try {
    process.kill(-process.pid, 'SIGKILL')
  } catch {
    process.exit(1)
  }
}
