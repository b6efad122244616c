/**
 * Shares as sops wrapped them for test recipients, taken out with age; each data key was checked by
 * decrypting a value of its file.
 */
export interface SopsShares {
  readonly release: string
  readonly threshold: number
  readonly dataKey: string
  readonly shares: readonly string[]
}

export const sopsShares: readonly SopsShares[] = [
  {
    release: '3.13.2',
    threshold: 2,
    dataKey: '50516ca71a6d0810edd9c1ef1eedc1268a73cb69b0d6890a4c4547539d13f8b2',
    shares: [
      'd770792a59148b512f180d20a506b8903b4f03ad8a70749052c424ff1e44dcb401',
      '451346a69c9f15927240426a73203351f30b40fac4816825705c811080bdb0be02',
      'c232532bdfe696d3b0818ea5c8cb4ae74237883efe2795bf6edde2bc03ea94b803',
    ],
  },
  {
    release: '3.13.3',
    threshold: 2,
    dataKey: 'd006cdb202f09580ead6a8cd98f9e077ad4a35efba480d298a274b30ef78a605',
    shares: [
      'e10e9c0b1e38e5258216dc8e4669f770ff6b7b8111c0b695b4a5c98d82b22fd501',
      'b2166fdb3a7b75d13a4d404b3fc2ce790908a933f743604af638545135f7afbe02',
    ],
  },
  {
    release: '3.13.3',
    threshold: 2,
    dataKey: 'e6e27cf045a0ec763edfd0a19599fb7bfff11096f322b7a149b5ea312a543541',
    shares: [
      '35d843adb17640a29f528de830382c08a905b7dfbe01ee789cb8f0fbf7accce901',
      '5b96024ab617afc567de6a33c4c04e9d5302450469640508f8afdebe8bbfdc0a02',
      '88ac3d1742c10311c653377a616199ee05f6e24d24475cd12da2c474564725a203',
    ],
  },
  {
    release: '3.13.3',
    threshold: 3,
    dataKey: '518fe954f3923ee2389c97e71fec1d195fea2dd96a5f29bd23923d4d8dadb4c0',
    shares: [
      'beb91fcc44d69b52f345a0b18d4917938468e993276deea92588f064afa06a4901',
      '176f4a84fa81a4f7b98e8daf51bc51f5ec1ebc10cf1367546fc6f1b1a143aa9d02',
      'f859bc1c4dc501477257baf9c3195b7f379c785a8221a04069dc3c98834e741403',
    ],
  },
  {
    release: '3.13.3',
    threshold: 3,
    dataKey: '184d7591e785e79ad4b3a7e82df4791e4e27177847f3837e4d21dd691e9b81e7',
    shares: [
      '989b1bbea76d82ba158dc57cc0fb37a86e15dcf4245ca742d94ac951b40b02e901',
      '0b3dfe7fba4db02d432f3f1a5f67082145b48f46c19bc70604785d81a964624002',
      '8beb9050faa5d50d82115d8eb2684697658644caa234e33a901349b903f4e14e03',
      '1e9c3fa004020b1ed93de73e33cb025b6feb68f04b973b8e2c9950f4a643896804',
      '9e4a518f44ea6e3e180385aadec44ced4fd9a37c28381fb2b8f244cc0cd30a6605',
    ],
  },
  {
    release: '3.13.3',
    threshold: 4,
    dataKey: '4b01de4aadc715a539b1bc961e410556ba1d478612ed178b1d46f3649547d350',
    shares: [
      'fa4caf441d1e2d803961c8d9795b81c5f78b3d7228a1a83fcb0434617a79376a01',
      'ec8b3bac67849df2ae2c65531f51cabea858f7cd9ea09fc0922e7b7d91cb3ac902',
      'ff4013ec43527e1abb7c4803f05d51ec34a6408b06e090f2bd15f6460d1c364103',
      '3bd88bf735088d0279e649e743d24a695e254aedacfe866b3825732f12327dcb04',
      '6bac3746d0f359bf071bf0ea39bc8c4ac3d8a898779ab4e6ce6a13aecc4cdf7005',
      'fb0e90573333876746176eda6e727dd39e0dc84147d3f97c3ea89ddda3b795b506',
      '09fc75a842c788172d6a8ec89c0aa431d298e7863ebb7b77319eb7620e20dfbc07',
    ],
  },
]
