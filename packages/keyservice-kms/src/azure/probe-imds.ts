/**
 * Whether the metadata server answers. Without the header "Metadata" it refuses, which is answer enough. Of
 * the network of a container a 403 comes from the container's host and not from Azure.
 */
export async function probeImds(milliseconds: number): Promise<boolean> {
  const url = 'http://169.254.169.254/metadata/identity/oauth2/token'
  try {
    const answer = await fetch(url, {
      signal: AbortSignal.timeout(milliseconds),
      redirect: 'error',
    })
    return answer.status !== 403
  } catch {
    return false
  }
}
