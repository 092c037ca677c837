type Message = { done: number } | { sha256: string } | { failed: true }

/** The SHA-256 of a file in hex; throws when the browser cannot read it. `onProgress` gets bytes. */
export function hashFile(
  file: File,
  onProgress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const worker = new Worker(new URL('./hash-worker.ts', import.meta.url), { type: 'module' })
  return new Promise<string>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Message>) => {
      if ('done' in data) onProgress(data.done)
      else if ('sha256' in data) resolve(data.sha256)
      else reject(new Error('the file could not be read'))
    })
    worker.addEventListener('error', () => reject(new Error('the file could not be hashed')))
    signal.addEventListener('abort', () => reject(signal.reason))
    worker.postMessage(file)
  }).finally(() => worker.terminate())
}
