type Sent = { id: string } | { problem: string }

/** Uploads a file for an import; answers its ID, or why not. */
export async function sendFile(file: File, content: string): Promise<Sent> {
  try {
    const query = new URLSearchParams({ file_name: file.name, content })
    const response = await fetch(`/api/v2/inventory/upload?${query}`, { method: 'POST', body: file })
    const answer = (await response.json()) as { data?: { id: string }; detail?: string }
    return answer.data ? { id: answer.data.id } : { problem: answer.detail ?? lost }
  } catch {
    return { problem: lost }
  }
}

const lost = 'The connection was lost before the whole file arrived. Try again.'
