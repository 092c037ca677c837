/** What the API takes in one request. */
export const mostInArchive = 50

/** Saves the files of several exports as one ZIP; answers why not. */
export async function fetchArchive(ids: string[]): Promise<string | undefined> {
  try {
    const response = await fetch('/api/v1/exports/archive', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ids }),
    })
    if (!response.ok) return ((await response.json()) as { detail?: string }).detail ?? lost
    const link = document.createElement('a')
    link.href = URL.createObjectURL(await response.blob())
    link.download =
      /filename="(.+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'exports.zip'
    link.click()
    // The browser takes the bytes after this turn.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
    return undefined
  } catch {
    return lost
  }
}

const lost = 'The connection was lost before all files arrived. Try again.'
