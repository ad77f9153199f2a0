#pragma once

// Minimax polynomials, lowest power first. Written by fit.py, which has the definitions.

namespace sinter::detail {
namespace {

template <class Element>
struct polynomials;

template <>
struct polynomials<double> {
  // (e^r - 1 - r) / r^2:
  // -58.0 bits
  static constexpr double exp[] = {
      0x1.000000000000bp-1,  0x1.5555555555562p-3,  0x1.555555555005ep-5,  0x1.111111110d3eap-7,  0x1.6c16c1859e3e6p-10,
      0x1.a01a01bbb497dp-13, 0x1.a01996aa7a01fp-16, 0x1.71ddddf5c29f0p-19, 0x1.28b03560fe336p-22, 0x1.af885e7029eafp-26,
  };
  // (2^r - 1 - r ln 2) / r^2:
  // -58.0 bits
  static constexpr double exp2[] = {
      0x1.ebfbdff82c5a5p-3,  0x1.c6b08d704a0d0p-5,  0x1.3b2ab6fba0003p-7,  0x1.5d87fe78a18eap-10, 0x1.4309130f13017p-13,
      0x1.ffcbfc7a7ec34p-17, 0x1.62bfc70a0a87cp-20, 0x1.b524d00c67a4ap-24, 0x1.e61c4b4ffac0fp-28, 0x1.ea166f3619fd2p-32,
  };
  // (10^r - 1 - r ln 10) / r^2:
  // -58.0 bits
  static constexpr double exp10[] = {
      0x1.53524c73cea78p+1, 0x1.0470591de2caep+1, 0x1.2bd7609fd4dcbp+0, 0x1.1429ffd1d0f56p-1,  0x1.a7ed70a24fed7p-3,
      0x1.16e4dfd5c3fe9p-4, 0x1.41165da6dd9f2p-6, 0x1.4897721dc8da7p-8, 0x1.2f75441b9785ap-10, 0x1.fc281abaae7abp-13,
  };
  // (cosh r - 1) / r^2, of r^2:
  // -58.0 bits
  static constexpr double cosh[] = {
      0x1.000000000000cp-1, 0x1.555555554ffcep-5, 0x1.6c16c185b6af6p-10, 0x1.a0199672fdca9p-16, 0x1.28b0624523dabp-22,
  };
  // (sinh r - r) / r^3, of r^2:
  // -61.7 bits
  static constexpr double sinh[] = {
      0x1.5555555555559p-3, 0x1.111111110f6c2p-7, 0x1.a01a01afdddd5p-13, 0x1.71ddf864d1409p-19, 0x1.af5ea2f9e6b32p-26,
  };
  // (2 atanh s - 2 s) / s^3, of s^2:
  // -58.5 bits
  static constexpr double log[] = {
      0x1.5555555555592p-1, 0x1.999999997fe38p-2, 0x1.24924941e9c1ep-2, 0x1.c71c520ede537p-3,
      0x1.74663deff8c4dp-3, 0x1.39a1cf5ad5e72p-3, 0x1.2f04bdd9bbf3cp-3,
  };
  // (log(1 + r) - r) / r^2:
  // -38.3 bits
  static constexpr double log_for_float[] = {
      -0x1.ffffffe3a071cp-2,
      0x1.55555528cab35p-2,
      -0x1.00096caa774d3p-2,
      0x1.99ae2b187746ap-3,
  };
  // (log(1 + r) - r + r^2 / 2) / r^3:
  // -67.5 bits
  static constexpr double log_near_one[] = {
      0x1.5555555555555p-2, -0x1.000000000086bp-2, 0x1.999999999be2ep-3, -0x1.555554d7a6309p-3,
      0x1.24924882ccefep-3, -0x1.0011ea5b6a418p-3, 0x1.c740f0e4f6c22p-4,
  };
  // (e^r - 1 - r) / r^2, for r up to ln 2 / 32:
  // -56.2 bits
  static constexpr double exp_near_zero[] = {
      0x1.0000000000010p-1, 0x1.555555548fcf3p-3, 0x1.5555555392ca6p-5, 0x1.11123a9239fb7p-7, 0x1.6c18d4e0fba12p-10,
  };
  // (sin r - r) / r^3, of r^2:
  // -58.0 bits
  static constexpr double sin[] = {
      -0x1.5555555555549p-3, 0x1.111111110f887p-7,   -0x1.a01a019c13370p-13,
      0x1.71de357916798p-19, -0x1.ae5e6747c6877p-26, 0x1.5d934d1537369p-33,
  };
  // (cos r - 1 + r^2 / 2) / r^4, of r^2:
  // -64.2 bits
  static constexpr double cos[] = {
      0x1.555555555554cp-5,   -0x1.6c16c16c1518cp-10, 0x1.a01a019cb30a9p-16,
      -0x1.27e4f80acb6b4p-22, 0x1.1ee9ec725c115p-29,  -0x1.8faedee8fcea2p-37,
  };
  // (atan x - x) / x^3, of x^2:
  // -57.7 bits
  static constexpr double atan[] = {
      -0x1.555555555552ap-2, 0x1.9999999995af0p-3,  -0x1.2492492392563p-3,  0x1.c71c71842e0dap-4,
      -0x1.745d11fb9e928p-4, 0x1.3b136a1c57452p-4,  -0x1.110e6dba38acep-4,  0x1.e1bcf96ef77c3p-5,
      -0x1.ae64546d8e0b4p-5, 0x1.82eec5f6f8843p-5,  -0x1.59d829ddaa52bp-5,  0x1.2c9884dc90f8cp-5,
      -0x1.eb4a68d101aeep-6, 0x1.69d9e771c3251p-6,  -0x1.ca9a1817402bcp-7,  0x1.dc07c0ebdcbf3p-8,
      -0x1.7ea98e44bc1aep-9, 0x1.ba40df351d082p-11, -0x1.44a7351231bfep-13, 0x1.c4a7ea2bf5822p-17,
  };
  // (asin x - x) / x^3, of x^2:
  // -59.8 bits
  static constexpr double asin[] = {
      0x1.5555555555578p-3, 0x1.333333332df88p-4,  0x1.6db6db72259a2p-5, 0x1.f1c71a8deb4bdp-6, 0x1.6e8bdfa246aa8p-6,
      0x1.1c49e3023ee2bp-6, 0x1.ca20c7ba985cbp-7,  0x1.757babce2d368p-7, 0x1.6172e635393cbp-7, 0x1.e2ce0244908dbp-9,
      0x1.648e18ccd8e4ep-6, -0x1.594e26f018f06p-6, 0x1.0bae6f0123395p-5,
  };
  // x^(-1/3):
  // -14.7 bits
  static constexpr double inverse_cbrt[] = {
      0x1.ab85cba017429p+0, -0x1.2c420c8d9add4p+0, 0x1.641599e03e688p-1, -0x1.c51536753b9b4p-3, 0x1.d468e88b974f4p-6,
  };
  // erf(x) / x - 1, of x^2:
  // -57.0 bits
  static constexpr double erf[] = {
      0x1.06eba8214db68p-3,  -0x1.812746b0379c2p-2,  0x1.ce2f21a041014p-4,  -0x1.b82ce312061fbp-6,
      0x1.565bccfa994c5p-8,  -0x1.c02db072cfc68p-11, 0x1.f9a2bf71560d9p-14, -0x1.f4ca947afb77ep-17,
      0x1.b9827a425759ep-20, -0x1.5c16df9cf7a58p-23, 0x1.d78485781c831p-27, -0x1.acdfe900a3177p-31,
  };
  // ln erfc(1 + x), for double up to erfc(6), for float up to erfc(4):
  // -62.3 bits
  static constexpr double log_erfc[] = {
      -0x1.d97fbf27aa2a1p+0,  -0x1.51c9b0006c23cp+1,  -0x1.afabc11a29042p-1,  -0x1.5477f09c8e7b6p-5,
      0x1.48c9d40673eb9p-7,   -0x1.033f68e330c5fp-9,  0x1.f1b4826aceac4p-13,  0x1.b8c4a85346aa6p-16,
      -0x1.c769c5c60f012p-16, 0x1.4195171443657p-17,  -0x1.101d404945b8dp-19, 0x1.de4db1d7c5beap-24,
      0x1.03422db68a20ap-23,  -0x1.16b9e2b1eaed5p-24, 0x1.5bc7c8c68e1e5p-26,  -0x1.345f6b3a9d2f5p-28,
      0x1.8ba59066712cep-31,  -0x1.5f7d239ffc913p-34, 0x1.837a5efde60e4p-38,  -0x1.8ed90b141d50dp-43,
  };
  // (1 + 2 x) e^(x^2) erfc(x), of (x - 4) / (x + 4), for double up to 28, for float up to 10.6:
  // -57.8 bits
  static constexpr double erfcx[] = {
      0x1.3ba5916e9fd7fp+0,   -0x1.1df1ad154a28fp-3,  0x1.f7f5df66fd470p-7,   0x1.16ecefcfa54ccp-4,
      -0x1.9ddb23c3e759ep-4,  0x1.7fee004e0f96ap-4,   -0x1.0fb06dfe75542p-4,  0x1.3079edf6d8817p-5,
      -0x1.0962387be44dfp-6,  0x1.49c6727121da1p-8,   -0x1.8d4aa2dde0acap-11, -0x1.a1df1b44b2307p-13,
      0x1.3be0ec55aae20p-13,  -0x1.9959960ccb064p-16, -0x1.78a70f8ae2ebdp-17, 0x1.7f202220128efp-18,
      0x1.42418a51b97cdp-22,  -0x1.b9dd228879ca7p-21, 0x1.1de84b37faa42p-24,  0x1.c751c08a93307p-24,
      -0x1.9ea21c8807b1ep-27, -0x1.6b4b682502de3p-27,
  };
};

template <>
struct polynomials<float> {
  // (e^r - 1 - r) / r^2:
  // -28.2 bits
  static constexpr float exp[] = {
      0x1.0000000000000p-1f, 0x1.5554900000000p-3f,  0x1.5554480000000p-5f,
      0x1.123b380000000p-7f, 0x1.6dc27a0000000p-10f,
  };
  // (2^r - 1 - r ln 2) / r^2:
  // -28.2 bits
  static constexpr float exp2[] = {
      0x1.ebfbe00000000p-3f,  0x1.c6af860000000p-5f,  0x1.3b29be0000000p-7f,
      0x1.5f05a40000000p-10f, 0x1.4484900000000p-13f,
  };
  // (10^r - 1 - r ln 10) / r^2:
  // -28.2 bits
  static constexpr float exp10[] = {
      0x1.53524c0000000p+1f, 0x1.046fc20000000p+1f, 0x1.2bd6720000000p+0f, 0x1.1557e00000000p-1f, 0x1.a9e0040000000p-3f,
  };
  // (cosh r - 1) / r^2, of r^2:
  // -34.3 bits
  static constexpr float cosh[] = {
      0x1.0000000000000p-1f,
      0x1.55547e0000000p-5f,
      0x1.6d97760000000p-10f,
  };
  // (sinh r - r) / r^3, of r^2:
  // -37.5 bits
  static constexpr float sinh[] = {
      0x1.5555560000000p-3f,
      0x1.1110b20000000p-7f,
      0x1.a16fda0000000p-13f,
  };
  // (2 atanh s - 2 s) / s^3, of s^2:
  // -29.2 bits
  static constexpr float log[] = {
      0x1.55557a0000000p-1f,
      0x1.995ebe0000000p-2f,
      0x1.31e2b80000000p-2f,
  };
  // (sin r - r) / r^3, of r^2:
  // -28.1 bits
  static constexpr float sin[] = {
      -0x1.5555460000000p-3f,
      0x1.1107600000000p-7f,
      -0x1.994ed00000000p-13f,
  };
  // (cos r - 1 + r^2 / 2) / r^4, of r^2:
  // -33.3 bits
  static constexpr float cos[] = {
      0x1.55554a0000000p-5f,
      -0x1.6c0c8c0000000p-10f,
      0x1.9a02540000000p-16f,
  };
  // (atan x - x) / x^3, of x^2:
  // -26.0 bits
  static constexpr float atan[] = {
      -0x1.5554e60000000p-2f, 0x1.997ade0000000p-3f, -0x1.231b740000000p-3f, 0x1.b5695a0000000p-4f,
      -0x1.3681720000000p-4f, 0x1.64cdd20000000p-5f, -0x1.0faf140000000p-6f, 0x1.85ec5a0000000p-9f,
  };
  // (asin x - x) / x^3, of x^2:
  // -27.6 bits
  static constexpr float asin[] = {
      0x1.5555ca0000000p-3f, 0x1.33015e0000000p-4f, 0x1.748b080000000p-5f, 0x1.8bae240000000p-6f, 0x1.59d20c0000000p-5f,
  };
  // x^(-1/3):
  // -11.9 bits
  static constexpr float inverse_cbrt[] = {
      0x1.8ab90e0000000p+0f,
      -0x1.9eb2160000000p-1f,
      0x1.455f880000000p-2f,
      -0x1.990ebc0000000p-5f,
  };
  // erf(x) / x - 1, of x^2:
  // -29.7 bits
  static constexpr float erf[] = {
      0x1.06eba80000000p-3f, -0x1.81273e0000000p-2f,  0x1.ce2d200000000p-4f,  -0x1.b7fbb20000000p-6f,
      0x1.5419ee0000000p-8f, -0x1.a485d00000000p-11f, 0x1.4ae4b40000000p-14f,
  };
  // ln erfc(1 + x), for double up to erfc(6), for float up to erfc(4):
  // -35.5 bits
  static constexpr float log_erfc[] = {
      -0x1.d97fc00000000p+0f, -0x1.51c9b00000000p+1f, -0x1.afabbc0000000p-1f, -0x1.547cee0000000p-5f,
      0x1.4933b40000000p-7f,  -0x1.07b6360000000p-9f, 0x1.2f96d40000000p-12f, -0x1.6bd5a20000000p-16f,
  };
  // (1 + 2 x) e^(x^2) erfc(x), of (x - 4) / (x + 4), for double up to 28, for float up to 10.6:
  // -27.1 bits
  static constexpr float erfcx[] = {
      0x1.3ba5920000000p+0f,  -0x1.1df1a00000000p-3f, 0x1.f7f0f40000000p-7f,  0x1.16e79e0000000p-4f,
      -0x1.9dcfb20000000p-4f, 0x1.8040340000000p-4f,  -0x1.0fd44c0000000p-4f, 0x1.2c9f820000000p-5f,
      -0x1.0da6e40000000p-6f, 0x1.86b2360000000p-8f,  0x1.b3de620000000p-12f,
  };
};

}  // namespace
}  // namespace sinter::detail
