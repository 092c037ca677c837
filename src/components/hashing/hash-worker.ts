import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

const chunkBytes = 4 * 1024 * 1024

/** Reads a file piece by piece, so that its size does not matter, and beside the page, which stays alive. */
self.addEventListener('message', async ({ data: file }: MessageEvent<File>) => {
  try {
    const hash = sha256.create()
    for (let start = 0; start < file.size; start += chunkBytes) {
      hash.update(new Uint8Array(await file.slice(start, start + chunkBytes).arrayBuffer()))
      self.postMessage({ done: Math.min(start + chunkBytes, file.size) })
    }
    self.postMessage({ sha256: bytesToHex(hash.digest()) })
  } catch {
    self.postMessage({ failed: true })
  }
})
