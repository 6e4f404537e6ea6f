// What the Worker's bundle takes for the two libraries that read certificates (wrangler.toml, [alias]). The passkey library
// checks with them who made an authenticator; we ask no browser for that (`attestation: 'none'`), and they would be 27 KB
// of the 400 that we allow. An answer that brings certificates all the same is refused, because these throw.
function Certificate() {
  throw new Error('nobody asks here who made an authenticator')
}

export const id_ce_keyDescription = 'not asked for'
export {
  Certificate as AuthorityKeyIdentifierExtension,
  Certificate as CRLDistributionPointsExtension,
  Certificate as KeyDescription,
  Certificate as SubjectKeyIdentifierExtension,
  Certificate as X509Certificate,
  Certificate as X509ChainBuilder,
  Certificate as X509Crl,
}
