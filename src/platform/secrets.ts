import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** 32 random bytes as base64url: an opaque token that nobody guesses. */
export function newToken(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(32)))
}

/** Random decimal digits, each as likely as the others. */
export function randomDigits(count: number): string {
  // 250 and more would make 0 to 5 likelier.
  const fair = () => {
    for (;;) {
      const [byte = 255] = crypto.getRandomValues(new Uint8Array(1))
      if (byte < 250) return byte % 10
    }
  }
  return Array.from({ length: count }, fair).join('')
}

/**
 * What is stored of a token. 32 random bytes need no slow hash. Synchronous on purpose: inside a Durable Object an
 * `await` on WebCrypto would let other requests in between the check and what follows it.
 */
export function tokenHash(token: string): string {
  return bytesToHex(sha256(utf8ToBytes(token)))
}

export function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** The bytes of base64url text; null when it is not that. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]*$/.test(text)) return null
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    return Uint8Array.from(binary, (symbol) => symbol.charCodeAt(0))
  } catch {
    return null
  }
}

/** Compares two secrets without telling by the time it takes where they differ. */
export function sameSecret(a: string, b: string): boolean {
  // Hashing first makes the lengths equal, which timingSafeEqual wants.
  return crypto.subtle.timingSafeEqual(sha256(utf8ToBytes(a)), sha256(utf8ToBytes(b)))
}
